"""What a person may type into the journal, and the sentences that answer a mistake."""
