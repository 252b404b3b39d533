//go:build !unix

package process

import "os/exec"

func separate(*exec.Cmd) {}

// terminate ends the process: there is no signal here that it could handle.
func terminate(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

func kill(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
