# Short names for the two commands and the daily work. README.md explains them.
.PHONY: run test lint i18n bench checks shell psql clean

run:
	@dev/run

test: # everything, or T=tests/test_x.py, T="-k expression", T=path K=expression
	@dev/test $(T) $(if $(K),-k "$(K)")

lint: # FIX=1 mends what can be mended
	@python3 -m dev.house lint $(if $(FIX),--fix)

i18n: # writes the .pot and merges it into uk.po
	@python3 -m dev.house i18n

bench: # B=name of a script in bench/, all without it
	@python3 -m dev.house bench $(B)

checks: # clean install log, update, uninstall and reinstall, translations
	@python3 -m dev.house checks

shell psql clean:
	@python3 -m dev.house $@
