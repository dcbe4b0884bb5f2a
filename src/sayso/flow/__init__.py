"""The order of the stages: the one room that knows them all."""
