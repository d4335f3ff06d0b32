"""任务台账: the workbook that offices keep, written and read back."""
