"""The small trained model of quotes: which words are a source, a cue (the verb) and a content. English only."""
