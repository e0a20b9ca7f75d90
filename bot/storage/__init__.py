"""The encrypted database: connection, migrations, and the people in it."""
