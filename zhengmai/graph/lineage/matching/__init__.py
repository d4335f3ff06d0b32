"""承接匹配: which point of a superior plan a task carries out, told from the texts alone.

One direction:

* :mod:`.nodes`, what is compared; :mod:`.grams`, a text as groups of characters; :mod:`.passages`,
  a plan as wholes, sentences, clauses and headings;
* :mod:`.likeness`, how much of one passage another has; :mod:`.standing`, how a value stands beside
  its rivals; :mod:`.signals`, everything that two texts say about a pair;
* :mod:`.choice`, the learned choice among the points of a plan, or none; :mod:`.context`, what the
  choices of the neighbours say; :mod:`.passes`, both together;
* :mod:`.proposals`, the links; :mod:`.evidence`, the clauses that say the same;
* :mod:`.successors`, what goes on from one year's plan of a place to the next; :mod:`.wording`,
  words and figures apart.

The weights (:file:`weights.json`) are made from labelled cascades: see :file:`training/README.md`.
"""
