"""Zhengmai 政脉: notices of Chinese governments as a graph of tasks, units, deadlines and lineage.

>>> import zhengmai
>>> g = zhengmai.build("notices/", store="zhengmai.db")
>>> g.workload(place="天桥区", top=3)

Everything is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from zhengmai.api import Zhengmai, build, open, read
    from zhengmai.errors import ZhengmaiError

__all__ = ["Zhengmai", "ZhengmaiError", "__version__", "build", "open", "read"]


def __getattr__(name: str) -> Any:
    if name == "ZhengmaiError":
        from zhengmai import errors

        return errors.ZhengmaiError
    if name in __all__:
        from zhengmai import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
