"""Speed and quality of bgnews, measured and never asserted: ``make benchmark``."""
