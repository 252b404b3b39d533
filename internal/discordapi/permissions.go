package discordapi

import (
	"encoding/json"
	"errors"
	"math/big"
	"strconv"
)

// Permissions is a set of Discord's permission bits. On the wire it is a
// decimal number in a string.
type Permissions uint64

// The permissions that a bot that answers with pictures looks at.
const (
	PermissionAdministrator Permissions = 1 << 3
	PermissionEmbedLinks    Permissions = 1 << 14
	PermissionAttachFiles   Permissions = 1 << 15
)

// Has says whether p contains all of want. An administrator has everything.
func (p Permissions) Has(want Permissions) bool {
	return p&want == want || p&PermissionAdministrator != 0
}

// MarshalText encodes the decimal number.
func (p Permissions) MarshalText() ([]byte, error) {
	return strconv.AppendUint(nil, uint64(p), 10), nil
}

// UnmarshalJSON reads a decimal number with or without quotes; null leaves the
// set as it is. Discord may add bits beyond 64 one day: they are cut off.
func (p *Permissions) UnmarshalJSON(data []byte) error {
	var text json.Number // takes a number and a string that is one
	if err := json.Unmarshal(data, &text); err != nil {
		return errors.New("permissions must be a decimal number in a string")
	}
	if text == "" {
		return nil
	}
	n, ok := new(big.Int).SetString(text.String(), 10)
	if !ok || n.Sign() < 0 || len(text) > 100 {
		return errors.New("permissions must be a decimal number in a string")
	}
	low := new(big.Int).And(n, new(big.Int).SetUint64(1<<64-1))
	*p = Permissions(low.Uint64())
	return nil
}
