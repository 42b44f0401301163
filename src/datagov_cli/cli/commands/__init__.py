"""The commands, a file each; :data:`datagov_cli.cli.app.COMMANDS` names them."""
