"""What others offer for the same tasks, each behind one adapter.

``pip install -e '.[peers]'`` installs them. One that is not installed is left out.
"""
