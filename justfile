# Everyday commands: `just` lists them. https://just.systems

_list:
    @just --list --unsorted

# Simulate: `just run run scenarios/small-company.toml`
run *arguments:
    cargo run --release --locked -- {{arguments}}

# Does it compile, everywhere?
check:
    cargo check --locked --all-targets

# Layout, lints, documentation
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --quiet

# Tests beside the code: a minute or two
unit *filter:
    cargo test --locked --lib {{filter}}

# Integration tests, all or those of a name: `just it golden`
it *filter:
    cargo test --locked --test it {{filter}}

# Everything that must hold before a change is taken
ci:
    .ci/run

# Rewrite what is generated: tables of the documentation, the schema, screens
update:
    PASSCAST_UPDATE=1 cargo test --locked --test it generated
    PASSCAST_UPDATE=1 cargo test --locked --test it guide::
    PASSCAST_UPDATE=1 cargo test --locked --test it screens
    git diff --stat

# Rewrite golden numbers; then raise MODEL_VERSION
golden:
    PASSCAST_UPDATE=1 cargo test --locked --test it golden

# Sizes of files, and who uses whom
tidy:
    cargo test --locked --test it tidy -- --nocapture

# Licences and sources of dependencies (cargo install --locked cargo-deny)
deny:
    cargo fetch --locked
    cargo deny --offline check licenses bans sources

# Known vulnerabilities of dependencies; asks the network
advisories:
    cargo deny check advisories

# Fuzz a target for some seconds: `just fuzz scenario 60` (cargo install --locked cargo-fuzz, and a nightly toolchain)
fuzz target seconds="60":
    mkdir -p fuzz/corpus/{{target}}
    cargo +nightly fuzz run {{target}} fuzz/corpus/{{target}} {{ if target == "records" { "outputs/example/records" } else { "tests/data/fuzz/" + target } }} -- -max_total_time={{seconds}}

# Benchmarks, and instruction counts
bench:
    cargo bench
    benches/instructions.sh
