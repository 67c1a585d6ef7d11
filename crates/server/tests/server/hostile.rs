//! Hostile input (E6): requests made up after docs/openapi.json, right, nearly right and wrong, by somebody who names what
//! is not his, by whoever is not signed in, and by an administrator and a connector whose programs are broken.
//!
//! No 500, no hang; every no is a problem document that fits its schema; nothing is seen or changed that is not theirs.
//! `DESK_HOSTILE` is how many requests a route gets, `DESK_FAULTS_SEED` which.

mod asked;
mod corpus;
mod made_up;
mod raw;
mod scene;

use crate::on_both_databases;
use crate::site::Site;
use asked::{Asked, Manner};
use desk_faults::how_many;
use made_up::Schemas;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use scene::{SECRET, Scene};
use serde_json::Value;
use std::sync::Arc;

/// What is never asked here: its answer has no end.
const ENDLESS: &str = "/events";

on_both_databases! {
    /// An operator of another group asks for everything by the ids of others.
    async fn e6_a_stranger_sees_and_changes_nothing_that_is_not_his(site: Site) {
        let scene = Scene::set(&site).await;
        let before = scene.theirs().await;
        for (method, path, operation) in operations(&scene.schemas) {
            let token = scene.token_of(scene.stranger).await;
            for asked in asked_of(&scene.schemas, (&method, &path, &operation), Manner::Any) {
                let (status, text) = asked.is_answered(&scene, Some(&token)).await;
                assert!(!text.contains(SECRET), "{asked:?} told a stranger: {status} {text}");
            }
        }
        assert!(before == scene.theirs().await, "a stranger changed what is not his");
    }

    /// Nobody, with a token that is made up, of a session that is over, or a cookie that another site's page sends along.
    async fn e6_who_is_not_signed_in_does_nothing(site: Site) {
        let scene = Scene::set(&site).await;
        let over = scene.token_of(scene.stranger).await;
        crate::person::Person::at(&site.address(), &over).sign_out().await;
        let before = scene.theirs().await;
        let tokens = ["", "x", "0", &"f".repeat(64), &over, "null", "../../x", "' OR '1'='1", &over[1..]];
        for (method, path, operation) in operations(&scene.schemas) {
            if operation["security"] == serde_json::json!([]) {
                continue;
            }
            for (place, asked) in asked_of(&scene.schemas, (&method, &path, &operation), Manner::Right).into_iter().enumerate() {
                let token = tokens[place % tokens.len()];
                let (status, text) = asked.is_answered(&scene, Some(token)).await;
                // What a visitor has is known by his own secret alone, and is not there for anybody else.
                let is_visitors = path.starts_with("/visitors");
                let is_no = status == 401 || is_visitors && (400..500).contains(&status);
                assert!(is_no, "{asked:?} by {token}: {status} {text}");
                if method != "get" && !is_visitors {
                    let (status, text) = asked.is_sent_by_another_sites_page(&scene).await;
                    assert_eq!(status, 403, "{asked:?} by another site's page: {text}");
                }
            }
        }
        assert!(before == scene.theirs().await, "nobody changed something");
    }

    /// Whoever may do anything breaks nothing either.
    async fn e6_no_request_of_an_administrator_or_a_connector_breaks_the_server(site: Site) {
        let scene = Scene::set(&site).await;
        for (method, path, operation) in operations(&scene.schemas) {
            let token = scene.token_of(scene.admin).await;
            for (place, asked) in asked_of(&scene.schemas, (&method, &path, &operation), Manner::Any).into_iter().enumerate() {
                let by = if place % 3 == 2 { crate::site::CONNECTOR_TOKEN } else { &token };
                asked.is_answered(&scene, Some(by)).await;
            }
        }
    }
}

/// Every method of every path.
fn operations(schemas: &Schemas) -> Vec<(String, String, Value)> {
    let paths = schemas.document["paths"].as_object().unwrap();
    let known = ["get", "post", "put", "delete"];
    let all = paths.iter().filter(|(path, _)| *path != ENDLESS).flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().iter().filter(|(name, _)| known.contains(&name.as_str()));
        methods.map(|(name, operation)| (name.clone(), path.clone(), operation.clone()))
    });
    all.collect()
}

/// Requests of one route, drawn by the seed.
fn asked_of(
    schemas: &Schemas,
    (method, path, operation): (&str, &str, &Value),
    manner: Manner,
) -> Vec<Asked> {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&desk_faults::seed().to_be_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let strategy = Asked::strategy(schemas, (method, path, operation), manner);
    let many = how_many("DESK_HOSTILE", 6);
    (0..many).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

impl Schemas {
    /// Those of the document that the server tells of itself.
    fn of_document(ids: Vec<String>) -> Self {
        let text = include_str!("../../../../docs/openapi.json");
        Self { document: Arc::new(serde_json::from_str(text).unwrap()), ids: Arc::new(ids) }
    }
}
