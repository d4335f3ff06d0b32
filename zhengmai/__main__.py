"""``python -m zhengmai``."""

from zhengmai.cli import main

main()
