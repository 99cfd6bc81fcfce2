# gongbao. `make help` lists what there is to do.

PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(if $(shell command -v $(name) 2>/dev/null),$(name))))
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check format bench screenshots docs lock clean

help:  ## 列出可用的命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "找不到 Python。请先安装 Python 3.11 或更新版本，再运行 make。"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gongbao 需要 Python 3.11 或更新版本，现在的 $(PYTHON) 是 $$($(PYTHON) -V)。可用 make PYTHON=路径 指定另一个。"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "这个 Python 缺少 ensurepip。在 Debian 或 Ubuntu 上请先运行：apt install python$$version-venv"; exit 2; }
	$(PYTHON) -m venv $(VENV)

# A stamp is as new as the lock file it was installed from; pip checks every hash.
$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(BIN)/pip install --disable-pip-version-check --quiet --require-hashes -r requirements-dev.lock
	@touch $@

install: $(VENV)/.installed  ## 建立 .venv，按锁定文件安装运行所需

install-dev: $(VENV)/.installed-dev  ## 另装测试、检查和测速所需

run: install  ## 收录五份公报、核验规则包，在本机 8000 端口打开门户
	$(BIN)/gongbao ingest gazettes
	$(BIN)/gongbao check
	$(BIN)/gongbao serve --host $(HOST) --port $(PORT)

test: install-dev  ## 运行全部测试
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: install-dev  ## 检查格式、类型、房间之间的引用方向
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev  ## 整理代码格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install-dev  ## 测速，写入 docs/benchmarks.md
	$(BIN)/python -m bench

screenshots: install-dev  ## 重拍 docs/pictures 里的截图
	$(BIN)/python tools/screenshots.py

docs: install-dev  ## 重写由代码生成的文档（命令参考、体检规则、规则包格式、覆盖清单）
	$(BIN)/python tools/generated_docs.py

lock:  ## 按 requirements*.in 重新锁定依赖
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet pip-tools
	$(VENV)-lock/bin/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links -o requirements.lock requirements.in
	$(VENV)-lock/bin/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links -o requirements-dev.lock requirements-dev.in
	rm -rf $(VENV)-lock

clean:  ## 删除 .venv 和各种缓存
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
