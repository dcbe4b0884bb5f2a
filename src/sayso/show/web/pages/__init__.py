"""The pages, a module each: from a desk and what is asked to an answer in every form."""
