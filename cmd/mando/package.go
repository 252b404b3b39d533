package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/mandobot/mando/cmd/mando/internal/local"
	"github.com/mandobot/mando/cmd/mando/internal/pack"
)

func newPackageCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "package",
		Short: "Make the zips that Cloud Functions builds the functions from",
		Long: `package makes a zip of each function that Google's builder can build without
the network: the function's own files, without tests, and all that it needs under
vendor/. The name of a zip holds the hash of its bytes, and the same commit gives
the same bytes. An older zip in the folder is removed. Prints the paths.`,
		Example: `  mando package -o dist
  # dist/receiver-5d1c7b0a9e3f4c28.zip
  # dist/renderer-a07e3c91d2b54f66.zip
  cd terraform && terraform apply    # deploys what is in ../dist`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			root, err := local.FindRoot(".")
			if err != nil {
				return err
			}
			for _, name := range []string{"receiver", "renderer"} {
				path, err := pack.Function(cmd.Context(), filepath.Join(root, "functions", name), output)
				if err != nil {
					return fmt.Errorf("%w; `go build ./functions/...` in %s shows whether the source is whole", err, root)
				}
				fmt.Fprintln(cmd.OutOrStdout(), path)
			}
			return nil
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "dist", "folder for the zips")
	return cmd
}
