package main

import (
	"embed"
	"log"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"

	"isserviceup/backend/bridge"
)

//go:embed all:frontend/dist
var assets embed.FS

func main() {
	err := wails.Run(&options.App{
		Title: "isServiceUp", Width: 1280, Height: 900,
		AssetServer: &assetserver.Options{Assets: assets},
		Bind:        []any{&bridge.Monitor{}, &bridge.Services{}, &bridge.Preferences{}},
		EnumBind:    []any{bridge.Levels, bridge.EventNames},
	})
	if err != nil {
		log.Fatal(err)
	}
}
