package process

import (
	"os/exec"
	"syscall"
)

// separate gives the process a group of its own and lets it die with this
// program.
func separate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
