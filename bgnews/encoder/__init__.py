"""Pretrained transformers as encoders: vectors for the tokens of docs, for all components to share.

``bgnews.TorchEncoder.v1`` is an architecture for spaCy's ``tok2vec`` component. It needs the extra
``trf``; nothing else in bgnews does.
"""
