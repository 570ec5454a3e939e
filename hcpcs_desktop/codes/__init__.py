"""What a code is: pure rules and frozen value types, without files of the user, SQL or Qt."""
