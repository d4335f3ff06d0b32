"""Tests of the loaders: one file a module, the tables of cases above the tests that use them."""
