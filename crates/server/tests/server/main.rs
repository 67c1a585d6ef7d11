//! The server as it runs, on both databases: real files, a real PostgreSQL, real sockets.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod accounts;
mod audit;
mod bucket;
mod commands;
mod connectors;
mod faults;
mod feed;
mod first_start;
mod history;
mod hostile;
mod incoming;
mod journal;
mod lists;
mod pages;
mod person;
mod postgres;
mod reference;
mod signing_in;
mod site;
mod socket;
mod uploads;
mod visitors;
mod webhook;

/// Runs each test on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($($(#[doc = $doc:literal])* async fn $name:ident($site:ident: Site) $body:block)+) => {$(
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            $(#[doc = $doc])*
            async fn holds($site: Site) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                holds(Site::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                holds(Site::on_postgres().await).await;
            }
        }
    )+};
}
pub(crate) use on_both_databases;
