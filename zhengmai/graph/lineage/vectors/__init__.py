"""语义向量: where sentence vectors come from: a model of the extra, or an endpoint of the office.

Neither is needed: without vectors texts are compared by their letters alone.
"""
