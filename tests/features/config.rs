//! E4: a wrong `config.json` is named, and nothing more than mending it is needed.

use desk_tests::{World, desk_test};

/// E4.
#[test]
fn e4_a_config_that_is_no_json_is_named_and_mended() {
    is_named_and_mended(World::File("{ \"backend\": "), "EOF");
}

/// E4.
#[test]
fn e4_an_unknown_kind_of_backend_is_named_and_mended() {
    is_named_and_mended(World::File(r#"{ "backend": { "kind": "telepathy", "seed": 1 } }"#), "telepathy");
}

/// E4.
#[test]
fn e4_an_unknown_field_is_named_and_mended() {
    is_named_and_mended(
        World::File(r#"{ "backend": { "kind": "demo", "seed": 1 }, "theme": "dark" }"#),
        "theme",
    );
}

/// E4.
#[test]
fn e4_an_unknown_field_of_the_backend_is_named_and_mended() {
    is_named_and_mended(World::File(r#"{ "backend": { "kind": "demo", "seed": 1, "spead": 2 } }"#), "spead");
}

/// E4.
#[test]
fn e4_a_pace_out_of_bounds_is_named_and_mended() {
    is_named_and_mended(World::File(r#"{ "backend": { "kind": "demo", "seed": 1, "pace": -1 } }"#), "pace");
}

/// E4.
#[test]
fn e4_an_address_of_a_server_that_is_none_is_named_and_mended() {
    is_named_and_mended(
        World::File(r#"{ "backend": { "kind": "http", "base": "desk.example" } }"#),
        "backend.base",
    );
}

/// E4.
#[test]
fn e4_unknown_credentials_are_named_and_mended() {
    is_named_and_mended(World::File(r#"{ "backend": { "kind": "http", "credentials": "charm" } }"#), "charm");
}

/// E2, E4.
#[test]
fn e4_an_origin_that_is_none_is_named_and_mended() {
    let wrong = r#"{ "backend": { "kind": "demo", "seed": 1 }, "frame": { "origins": ["https://crm.example.com/app"] } }"#;
    is_named_and_mended(World::File(wrong), "frame.origins: https://crm.example.com/app");
}

/// E4.
#[test]
fn e4_a_missing_config_is_named_and_put_in_place() {
    is_named_and_mended(World::Missing, "404");
}

#[track_caller]
fn is_named_and_mended(wrong: World, reason: &str) {
    desk_test(wrong, async |anna| {
        // The browser itself complains of a missing file.
        anna.expects_complaint("config.json");
        anna.sees("Файл config.json не подходит").await?;
        anna.sees(reason).await?;
        anna.press("Повторить").await?;
        anna.sees(reason).await?;
        anna.site.becomes(World::still());
        anna.press("Повторить").await?;
        anna.sees("Очередь").await?;
        anna.does_not_see("config.json").await?;
        Ok(())
    });
}
