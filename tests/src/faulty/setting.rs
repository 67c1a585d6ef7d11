//! How the server of a faulty day is set up, and who works there.

use crate::asker::{CONNECTOR, new_id};
use desk_contract::directory::Operator;
use desk_contract::id::OperatorId;
use desk_contract::operator::{Presence, Role};
use desk_contract::wire::Session;
use desk_server::Config;
use std::path::Path;
use std::time::Duration;

pub(super) fn employed(name: &str, session: &Session) -> Operator {
    Operator {
        id: new_id(OperatorId::new),
        name: name.to_owned(),
        groups: session.directory.groups.iter().map(|it| it.id).collect(),
        role: Role::Operator,
        presence: Presence::Ready,
    }
}

pub(super) fn config(folder: &Path, dist: &Path) -> Config {
    Config {
        site: Some(dist.to_owned()),
        connector_token: Some(CONNECTOR.to_owned()),
        session_lasts: Duration::from_secs(24 * 3_600),
        ..Config::within(folder)
    }
}

pub(super) fn environment(config: &Config, dist: &Path) -> Vec<(String, String)> {
    let said = [
        ("DATABASE_URL", config.database_url.clone()),
        ("DESK_FILES", config.files.display().to_string()),
        ("DESK_SITE", dist.display().to_string()),
        ("DESK_CONNECTOR_TOKEN", CONNECTOR.to_owned()),
    ];
    said.map(|(name, value)| (name.to_owned(), value)).to_vec()
}
