"""One validated settings object: defaults < `limina.toml` < environment < command line.

Every setting is a field of `Settings`; its name in the file is the field's name, in the environment
`LIMINA_` and the name in capitals, on the command line the name with dashes. Plugins have tables of
their own, `[plugin.NAME]`. A few variables of the original server are read too; `LIMINA_` beats
them.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

ENVIRONMENT_PREFIX = "LIMINA_"
DEFAULT_FILE = Path("limina.toml")
PLUGIN_TABLE = "plugin"

Port = Annotated[int, Meta(ge=0, le=65535)]
Count = Annotated[int, Meta(ge=1)]
Number = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[float, Meta(gt=0)]
#: The modes of `limina.protocol.request.Accuracy`; settings import nothing of ours.
Accuracy = Literal[
    "standard",
    "standard_high",
    "standard_high_multilingual",
    "high",
    "high_multilingual",
    "standard_high_automatic",
    "high_automatic",
]


class ConfigError(Exception):
    """The configuration is wrong. The message is one line that names the setting and where it
    was set.
    """


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that can be set. Sizes are in code points or UTF-8 bytes as said, times in
    seconds.

    Attributes:
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one and prints it.
        transport: `hypercorn` (HTTP and WebSocket through hypercorn) or `native` (the trio server).
        log_level: Least severe level that is logged.
        workers: Worker processes; 0 works in one thread of the server, for development; unset takes
            as many as there are processors to use.
        worker_timeout: Time a worker may take for a batch before it is ended and replaced.
        worker_memory: Memory in MiB that a worker may have after a batch before it is replaced by a
            fresh one; unset sets no limit.
        preload: Whether detectors are loaded once, in a process that workers are forked from.
        plugins: Exactly the plugins to load, by entry-point name; unset loads all that are
            installed.
        no_plugins: Plugins not to load.
        hash_key: Secret of UNIQUE_HASHED_ENTITY_TYPE markers; unset draws one at start.
        synthetic_seed: Secret that SYNTHETIC replacements are drawn from; unset draws one at start.
        max_message_bytes: Longest WebSocket message, in UTF-8 bytes; a longer one closes with 1009.
        max_text_characters: Longest `text`, in code points.
        max_filters: Most filters of a request.
        max_pattern_characters: Longest pattern of a filter, in code points.
        max_in_flight: Requests of one connection that are worked on at a time.
        max_consecutive_errors: Bad requests in a row after which a connection is closed with 1008.
        max_connections: Connections held at a time; further ones get a 503.
        max_queue_requests: Requests that may wait for a worker; further ones get LIM202.
        max_queue_characters: Characters that may wait for a worker, in code points.
        batch_documents: Most requests in one batch of a worker.
        batch_characters: Most characters in one batch, in code points.
        request_deadline: Time from a request's arrival to its answer, else LIM203.
        handshake_timeout: Time a client has to complete its handshake.
        ping_interval: Time between pings to a client.
        pong_timeout: Time a client has to answer a ping.
        close_timeout: Time a client has to answer a close frame.
        send_timeout: Time a client may take to read an answer.
        drain_timeout: Time for requests in flight to finish after SIGTERM.
        log_connections: Whether the end of every conversation is logged, with the client's address.
        trusted_proxies: Addresses and networks of proxies whose `X-Forwarded-For` is believed in
            that log.
        certfile: TLS certificate chain in PEM (hypercorn only).
        keyfile: TLS private key in PEM (hypercorn only).
        api_keys: Keys of which a client must show one; unset lets everybody in.
        api_keys_file: File with further keys, one a line; lines that start with `#` do not count.
        allowed_origins: Origins of the pages that may connect; none allows all.
        public_paths: Paths that need no key.
        allow_list: Texts that are never an entity, whole and in any case.
        enabled_entities: Labels and groups; with any, nothing else is looked for in any request.
        disabled_entities: Labels and groups that are looked for in no request.
        sensitivity: How little is enough to be believed; 0 keeps what is certain, 1 nearly all.
        propagation: Whether a name found for certain is looked for in the rest of the text.
        honorifics: Whether the honorific in front of a name is covered with it.
        accuracy_modes: Accuracy modes that may be asked for, the default first; unset accepts all.
        accuracy_detectors: Accuracy mode to the plugins and detectors it runs; a mode that is not
            named runs all. In the file only.
        plugin_tables: Plugin name to its table; `[plugin.NAME]` in the file.
    """

    host: str = "127.0.0.1"
    port: Port = 8080
    transport: Literal["hypercorn", "native"] = "hypercorn"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    workers: Number | None = None
    worker_timeout: Seconds = 20.0
    worker_memory: Count | None = None
    preload: bool = True
    plugins: tuple[str, ...] | None = None
    no_plugins: tuple[str, ...] = ()
    hash_key: str | None = None
    synthetic_seed: str | None = None
    max_message_bytes: Count = 4 * 1024 * 1024
    max_text_characters: Count = 500_000
    max_filters: Number = 1_000
    max_pattern_characters: Number = 10_000
    max_in_flight: Count = 4
    max_consecutive_errors: Count = 100
    max_connections: Count = 2_000
    max_queue_requests: Count = 1_024
    max_queue_characters: Count = 8_000_000
    batch_documents: Count = 32
    batch_characters: Count = 32_000
    request_deadline: Seconds = 60.0
    handshake_timeout: Seconds = 10.0
    ping_interval: Seconds = 20.0
    pong_timeout: Seconds = 20.0
    close_timeout: Seconds = 5.0
    send_timeout: Seconds = 30.0
    drain_timeout: Seconds = 30.0
    log_connections: bool = False
    trusted_proxies: tuple[str, ...] = ()
    certfile: str | None = None
    keyfile: str | None = None
    api_keys: tuple[str, ...] | None = None
    api_keys_file: str | None = None
    allowed_origins: tuple[str, ...] = ()
    public_paths: tuple[str, ...] = ("/", "/healthz")
    allow_list: tuple[str, ...] = ()
    enabled_entities: tuple[str, ...] = ()
    disabled_entities: tuple[str, ...] = ()
    sensitivity: Share = 0.5
    propagation: bool = True
    honorifics: Literal["outside", "inside"] = "outside"
    accuracy_modes: tuple[Accuracy, ...] | None = None
    accuracy_detectors: Mapping[Accuracy, tuple[str, ...]] = msgspec.field(default_factory=dict)
    plugin_tables: Mapping[str, Mapping[str, Any]] = msgspec.field(default_factory=dict)


#: The settings that have a name on the command line and in the environment.
NAMES = tuple(
    name
    for name in Settings.__struct_fields__
    if name not in ("accuracy_detectors", "plugin_tables")
)
#: The settings that are tables, which only the file can hold.
TABLES = ("accuracy_detectors", PLUGIN_TABLE)
#: Settings whose values nobody is to see.
SECRETS = frozenset({"hash_key", "synthetic_seed", "api_keys"})
#: Environment variables of the original server to the settings they are.
ORIGINAL = {
    "PAI_PORT": "port",
    "PAI_ALLOW_LIST": "allow_list",
    "PAI_ENABLED_ENTITIES": "enabled_entities",
    "PAI_DISABLED_ENTITIES": "disabled_entities",
    "PAI_ACCURACY_MODES": "accuracy_modes",
}
_LISTS = frozenset(
    {
        *("plugins", "no_plugins", "api_keys", "allowed_origins", "public_paths"),
        "trusted_proxies",
        *("allow_list", "enabled_entities", "disabled_entities", "accuracy_modes"),
    }
)


def load_settings(
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    arguments: Mapping[str, Any] | None = None,
) -> Settings:
    """Read the settings.

    Args:
        file: The file; by default `LIMINA_CONFIG`, else `limina.toml` in the working directory if
            there is one.
        environment: The environment; by default the process's own.
        arguments: Field name to value, as given on the command line; strings, or lists of them.

    Raises:
        ConfigError: A file that cannot be read, an unknown key (the nearest known one is named), a
            bad value.
    """
    env = os.environ if environment is None else environment
    named = env.get(ENVIRONMENT_PREFIX + "CONFIG")
    path = file or (Path(named) if named else DEFAULT_FILE if DEFAULT_FILE.is_file() else None)
    values: dict[str, Any] = {}
    if path is not None:
        values |= _from_file(path)
    for key, name in ORIGINAL.items():
        if env.get(key):
            values[name] = _from_environment(name, key, env[key])
    for key, text in sorted(env.items()):
        if key.startswith(ENVIRONMENT_PREFIX) and key != ENVIRONMENT_PREFIX + "CONFIG":
            name = key.removeprefix(ENVIRONMENT_PREFIX).lower()
            _known(name, NAMES, f"environment variable {key}", ENVIRONMENT_PREFIX)
            values[name] = _from_environment(name, key, text)
    for name, value in (arguments or {}).items():
        values[name] = _validated(name, value, f"--{name.replace('_', '-')}")
    settings = Settings(**values)
    if settings.api_keys is not None and not all(settings.api_keys or ("",)):
        # To be locked out is better than to be open where keys were meant to be asked for.
        raise ConfigError("api_keys: names no key, or an empty one")
    for network in settings.trusted_proxies:
        try:
            ipaddress.ip_network(network, strict=False)
        except ValueError:
            message = f"trusted_proxies: {network} is no IP address and no network"
            raise ConfigError(message) from None
    return settings


def _from_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from None
    tables = table.pop(PLUGIN_TABLE, {})
    if not (isinstance(tables, dict) and all(isinstance(t, dict) for t in tables.values())):
        raise ConfigError(f"{path}: {PLUGIN_TABLE}: expected tables, [{PLUGIN_TABLE}.NAME]")
    values: dict[str, Any] = {"plugin_tables": tables}
    for name, value in table.items():
        _known(name, (*NAMES, *TABLES), f"{path}: {name}", "")
        values[name] = _validated(name, value, f"{path}: {name}")
    return values


def _known(name: str, names: tuple[str, ...], where: str, prefix: str) -> None:
    if name in names:
        return
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)[0]
    near = prefix + near.upper() if prefix else near
    raise ConfigError(f"{where}: no such setting; did you mean {near}?")


def _from_environment(name: str, key: str, text: str) -> Any:
    where = f"environment variable {key}"
    value: Any = text
    if name in _LISTS:
        value = [part.strip() for part in text.split(",") if part.strip()]
        if text.lstrip().startswith("["):
            try:
                value = msgspec.json.decode(text, type=list[str])
            except msgspec.MsgspecError:
                raise ConfigError(f"{where}: not a JSON list of strings") from None
    return _validated(name, value, where)


def _validated(name: str, value: Any, where: str) -> Any:
    field = {f.name: f for f in msgspec.structs.fields(Settings)}[name]
    try:
        # Strings come from the environment and the command line: "8080" is a port there.
        return msgspec.convert(value, field.type, strict=not isinstance(value, str))
    except msgspec.ValidationError as error:
        raise ConfigError(f"{where}: {error}") from None
