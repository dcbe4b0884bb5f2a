"""Claims to incidents, contradictions and control: what many reports add up to."""
