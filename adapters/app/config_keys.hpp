// Every setting, once: name, type, default, limits and meaning. The parser, `config show|check|schema`
// and schemas/config/redress.schema.json derive from this table.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

namespace redress::app {

enum class setting_type : std::uint8_t {
    text,
    integer,  // within min..max
    choice,   // one of `choices`, separated by |
    path,     // relative to the folder of the configuration file, else to the working directory
};

// clang-format off
/// X(identifier, name, type, default, min, max, choices, secret, meaning)
#define REDRESS_SETTINGS(X) \
    X(database_url,         "database.url",             text,    "",                     0, 0,        "", true,  "PostgreSQL connection, as URL or key=value list") \
    X(database_url_file,    "database.url_file",        path,    "",                     0, 0,        "", false, "file that holds database.url, for a secret that stands in no other file") \
    X(database_plan_cache,  "database.plan_cache_mode", choice,  "force_generic_plan",   0, 0,        "force_generic_plan|auto", false, "how PostgreSQL plans the prepared statements of the batch writer") \
    X(kafka_brokers,        "kafka.brokers",            text,    "",                     0, 0,        "", false, "bootstrap brokers, host:port separated by commas; empty: no Kafka, commands come from the CLI alone") \
    X(kafka_topic_prefix,   "kafka.topic_prefix",       text,    "",                     0, 0,        "", false, "stands before every topic's name as it is, such as `test.`") \
    X(kafka_group,          "kafka.group",              text,    "redress-engine",       0, 0,        "", false, "consumer group of the engines") \
    X(kafka_batch_scope,    "kafka.batch_scope",        choice,  "database",             0, 0,        "database|bucket", false, "how many buckets one transaction may span; database: any number, the only scope built so far") \
    X(kafka_replication,    "kafka.replication_factor",       integer, "1",                    1, 9,        "", false, "replication factor of topics made by `topics apply`") \
    X(engine_batch_max,     "engine.batch_max",         integer, "500",                  1, 5000,     "", false, "records in one transaction at most") \
    X(engine_wait_max_ms,   "engine.wait_max_ms",       integer, "3",                    0, 1000,     "", false, "milliseconds to wait for a batch to fill") \
    X(engine_cache_cases,   "engine.cache_cases",       integer, "200000",               0, 50000000, "", false, "cases remembered between batches; 0 reads every time") \
    X(engine_slice,         "engine.deadline_slice",    integer, "200",                  1, 1000,     "", false, "due cases fired between two live batches") \
    X(log_level,            "log.level",                choice,  "info",                 0, 0,        "trace|debug|info|warn|error", false, "least severity that is logged") \
    X(log_format,           "log.format",               choice,  "json",                 0, 0,        "json|text", false, "json: one object a line; text: for a person at a terminal") \
    X(ops_listen,           "ops.listen",               text,    "127.0.0.1:0",          0, 0,        "", false, "address of /livez, /readyz, /metrics and /version; port 0: any free one") \
    X(ops_stop_s,           "ops.stop_within_s",        integer, "15",                   1, 300,      "", false, "seconds that a stop may take before it is forced") \
    X(http_listen,          "http.listen",              text,    "",                     0, 0,        "", false, "address of the pages and the REST API; empty: not served; port 0: any free one") \
    X(http_hosts,           "http.hosts",               text,    "localhost,127.0.0.1,[::1]", 0, 0,   "", false, "names and addresses that a request may be for, without port, separated by commas") \
    X(http_tls_certificate, "http.tls_certificate",     path,    "",                     0, 0,        "", false, "certificate chain in PEM; with it TLS 1.3 alone is spoken; read again when it changes") \
    X(http_tls_key,         "http.tls_key",             path,    "",                     0, 0,        "", false, "private key of http.tls_certificate in PEM") \
    X(http_trusted_proxies, "http.trusted_proxies",     text,    "",                     0, 0,        "", false, "addresses and networks of our own proxies, separated by commas; what they say of the client is believed") \
    X(http_forwarded_by,    "http.forwarded_by",        choice,  "x-forwarded-for",      0, 0,        "x-forwarded-for|forwarded", false, "the field by which those proxies name the client; the other is not looked at") \
    X(http_connections_max, "http.connections_max",     integer, "1024",                 1, 100000,   "", false, "connections at a time; when all are taken, whoever has been idle longest makes room") \
    X(http_connections_per_network, "http.connections_per_network", integer, "32",       1, 100000,   "", false, "connections at a time from one IPv4 /24 or IPv6 /64; trusted proxies are not counted") \
    X(http_requests_per_minute, "http.requests_per_minute", integer, "12000",            1, 1000000000, "", false, "requests of one caller that the API answers in a minute; of whoever is not signed in, by network") \
    X(http_workers,         "http.workers",             integer, "4",                    1, 64,       "", false, "threads that work on requests, each with database connections of its own") \
    X(policies_dir,         "policies.dir",             path,    "schemas/policies",     0, 0,        "", false, "folder of the policy files in force") \
    X(calendars_dir,        "calendars.dir",            path,    "schemas/calendars",    0, 0,        "", false, "folder of the calendars: working hours and holidays") \
    X(entities_file,        "entities.file",            path,    "schemas/entities.toml", 0, 0,       "", false, "the legal entities of the house, and the regimes that each is under") \
    X(letters_dir,          "letters.dir",              path,    "schemas/letters",      0, 0,        "", false, "folder of the letters' words, which the policies name by content") \
    X(texts_dir,            "texts.dir",                path,    "schemas/texts",        0, 0,        "", false, "folder of en.toml and zh-CN.toml") \
    X(roster_file,          "roster.file",              path,    "schemas/roster/wallet-demo.toml", 0, 0, "", false, "who may act, as what, and for which roles a source may speak") \
    X(session_idle_min,     "session.idle_minutes",     integer, "15",                   1, 120,      "", false, "minutes without a request after which somebody is signed out") \
    X(session_absolute_min, "session.absolute_minutes", integer, "480",                  5, 1440,     "", false, "minutes after signing in at which somebody is signed out in any case") \
    X(oidc_issuer,          "oidc.issuer",              text,    "",                     0, 0,        "", false, "https URL of the identity provider, exactly as it says `issuer`; empty: nobody signs in there") \
    X(oidc_client_id,       "oidc.client_id",           text,    "",                     0, 0,        "", false, "what the identity provider calls us") \
    X(oidc_client_secret_file, "oidc.client_secret_file", path,  "",                     0, 0,        "", false, "file that holds our secret at the identity provider; empty: a public client, by PKCE alone") \
    X(oidc_redirect_uri,    "oidc.redirect_uri",        text,    "",                     0, 0,        "", false, "our own https URL that ends in /api/v1/oidc/callback, exactly as the provider has it") \
    X(audit_log,            "audit.log",                text,    "redress.example/audit", 0, 0,       "", false, "origin of the log, in every entry; never changed once entries exist") \
    X(audit_tenant,         "audit.tenant",             text,    "default",              0, 0,        "", false, "tenant, in every entry") \
    X(log_key_file,         "log.key_file",             path,    "",                     0, 0,        "", false, "file with the key that signs the audit log (`redress log keygen`), readable by us alone; empty: this engine puts no entries into the tree and signs nothing") \
    X(log_checkpoint_file,  "log.checkpoint_file",      path,    "",                     0, 0,        "", false, "where each signed checkpoint is written, outside of the database; what stands there is compared before anything is signed after a start") \
    X(log_cadence_ms,       "log.cadence_ms",           integer, "1000",                 100, 60000,  "", false, "milliseconds between two checkpoints; when nothing happens, every tenth time") \
    X(log_topic,            "log.topic",                choice,  "on",                   0, 0,        "on|off", false, "whether checkpoints also go to their Kafka topic") \
    X(log_witnesses,        "log.witnesses",            text,    "",                     0, 0,        "", false, "witnesses that cosign, separated by commas, each its address and its public key with a space between") \
    X(log_seal_hours,       "log.seal_hours",           integer, "24",                   0, 8760,     "", false, "hours between two case-head indexes; 0: only by `redress log seal`") \
    X(log_replay_cases,     "log.replay_cases_per_minute", integer, "60",                0, 100000,   "", false, "cases a minute whose history is folded and compared with what is stored, behind everything else; 0: none") \
    X(pages_dir,            "pages.dir",                path,    "schemas/pages",        0, 0,        "", false, "folder of the complainant's pages: templates and style") \
    X(pages_address,        "pages.address",            text,    "",                     0, 0,        "", false, "where the public reaches the pages, such as https://help.wallet.example; stands in the QR code") \
    X(pages_pepper_file,    "pages.pepper_file",        path,    "",                     0, 0,        "", false, "file with at least 32 random bytes, the same for every engine; without it nothing that the database holds opens a case") \
    X(pages_look_ups_per_minute, "pages.look_ups_per_minute", integer, "6",              1, 1000000000, "", false, "how often one reference may be looked up with a secret in a minute") \
    X(pages_network_look_ups_per_minute, "pages.network_look_ups_per_minute", integer, "60", 1, 1000000000, "", false, "the same for one IPv4 /24 or IPv6 /64, whatever is looked up") \
    X(official_file,        "official.file",            path,    "schemas/official.toml", 0, 0,       "", false, "our numbers, addresses and accounts, and who else can help") \
    X(crosswalks_file,      "reports.crosswalks_file",  path,    "schemas/crosswalks.toml", 0, 0,     "", false, "how codes are said in the taxonomies of those who ask for reports") \
    X(documents_dir,        "documents.dir",            path,    "",                     0, 0,        "", false, "folder where documents are kept, by their content; empty: no documents are taken") \
    X(documents_mb_max,     "documents.mb_max",         integer, "20",                   1, 200,      "", false, "megabytes that one document may have") \
    X(documents_per_case_max, "documents.per_case_max", integer, "100",                  1, 10000,    "", false, "documents that a complainant may add to one case") \
    X(documents_scanner,    "documents.scanner",        text,    "",                     0, 0,        "", false, "command, by its words, that reads a document on its standard input and ends with 0 when it is clean and 1 when it is not, such as: clamdscan --fdpass -; empty: nothing is scanned") \
    X(documents_scanner_s_max, "documents.scanner_seconds_max", integer, "120",          1, 3600,     "", false, "seconds after which a scan is given up and tried again later")
// clang-format on

enum class setting : std::uint8_t {
#define X(identifier, ...) identifier,
    REDRESS_SETTINGS(X)
#undef X
};

struct setting_row {
    std::string_view name;
    setting_type type;
    std::string_view preset;
    std::int64_t min, max;
    std::string_view choices;
    bool secret;
    std::string_view meaning;
};

inline constexpr auto setting_rows = std::to_array<setting_row>({
#define X(identifier, name, type, preset, min, max, choices, secret, meaning) \
    {name, setting_type::type, preset, min, max, choices, secret, meaning},
    REDRESS_SETTINGS(X)
#undef X
});
inline constexpr std::size_t setting_count = setting_rows.size();

constexpr const setting_row& row_of(setting s)
{
    return setting_rows[static_cast<std::size_t>(s)];
}

}  // namespace redress::app
