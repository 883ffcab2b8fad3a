"""The grammar of French calendar expressions, by layers: folding, tokens, patterns over tokens, values.

``folding`` makes the text comparable one character for one, ``lexer`` turns it into tokens of the lexicon's classes,
``pattern`` compiles rules written over those classes, ``grammar`` holds the rules, ``expressions`` says what an
expression means, and ``frame`` reads it against publication day, context and tense.
"""
