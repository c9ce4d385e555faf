// Command isserviceup is a desktop monitor of public status pages that never shows a green it cannot prove. Without a
// command it opens its window; the commands need no display.
package main

import (
	"embed"
	"io/fs"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"

	"isserviceup/backend/bridge"
	"isserviceup/backend/cli"
	"isserviceup/backend/core"
)

// version is set when the program is built.
var version = "dev"

//go:embed all:frontend/dist
var page embed.FS

//go:embed build/windowicon.png
var icon []byte

func main() {
	os.Exit(cli.Run(os.Args[1:], cli.Environment{
		Out: os.Stdout, Err: os.Stderr, Version: version, OpenWindow: openWindow,
	}))
}

// openWindow runs the window until it is closed.
func openWindow(o core.Options) error {
	assets, err := fs.Sub(page, "frontend/dist")
	if err != nil {
		return err
	}
	app := NewApp(o)
	return wails.Run(&options.App{
		Title: "isServiceUp", Width: 1280, Height: 900, MinWidth: 640, MinHeight: 480,
		BackgroundColour: options.NewRGB(0x0d, 0x11, 0x17),
		AssetServer:      &assetserver.Options{Assets: assets, Middleware: app.bridge.Data},
		DragAndDrop:      &options.DragAndDrop{EnableFileDrop: true},
		OnStartup:        app.Start,
		OnShutdown:       app.Shutdown,
		Bind:             app.bridge.Bound(),
		EnumBind:         []any{bridge.Levels, bridge.EventNames},
		ErrorFormatter:   bridge.FormatError,
		SingleInstanceLock: &options.SingleInstanceLock{
			UniqueId:               o.WindowID(),
			OnSecondInstanceLaunch: func(options.SecondInstanceData) { app.Raise() },
		},
		Linux: &linux.Options{Icon: icon, WebviewGpuPolicy: linux.WebviewGpuPolicyNever, ProgramName: "isserviceup"},
	})
}
