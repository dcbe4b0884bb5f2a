"""What a form or a script sends to change something: logins, decisions, claims made by people."""
