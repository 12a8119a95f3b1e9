#compdef newsx

_newsx_completion() {
  eval $(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _NEWSX_COMPLETE=complete_zsh newsx)
}

compdef _newsx_completion newsx
