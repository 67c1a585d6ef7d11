//! A database of this browser (IndexedDB): named stores of values under keys that stand beside them.
//!
//! Owns: opening it at the first use, and making its stores. Never: what lies in them.

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Transaction, TransactionMode};
use std::cell::RefCell;
use std::rc::Rc;

type Opening = Shared<LocalBoxFuture<'static, Option<Rc<Database>>>>;

/// The database.
pub(super) struct Stores {
    name: &'static str,
    version: u32,
    stores: &'static [&'static str],
    opening: RefCell<Option<Opening>>,
}

/// The browser did not keep what it was given.
#[derive(Debug, thiserror::Error)]
#[error("the browser's store is closed to this page, or full: {0}")]
pub(super) struct NotKept(pub(super) String);

impl From<idb::Error> for NotKept {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

impl Stores {
    /// One of that name with these stores; the version goes up by one with each change of them.
    pub(super) const fn named(name: &'static str, version: u32, stores: &'static [&'static str]) -> Self {
        Self { name, version, stores, opening: RefCell::new(None) }
    }

    /// Begins to write into some of the stores.
    pub(super) async fn writing(&self, stores: &[&str]) -> Result<Transaction, NotKept> {
        Ok(self.database().await?.transaction(stores, TransactionMode::ReadWrite)?)
    }

    /// Begins to read them.
    pub(super) async fn reading(&self, stores: &[&str]) -> Result<Transaction, NotKept> {
        Ok(self.database().await?.transaction(stores, TransactionMode::ReadOnly)?)
    }

    async fn database(&self) -> Result<Rc<Database>, NotKept> {
        let (name, version, stores) = (self.name, self.version, self.stores);
        let open = || async move { open(name, version, stores).await.ok().map(Rc::new) };
        let opening = self.opening.borrow_mut().get_or_insert_with(|| open().boxed_local().shared()).clone();
        opening.await.ok_or_else(|| NotKept(self.name.to_owned()))
    }
}

async fn open(
    name: &'static str,
    version: u32,
    stores: &'static [&'static str],
) -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(name, Some(version))?;
    request.on_upgrade_needed(move |upgrade| {
        let Ok(database) = upgrade.database() else { return };
        let there = database.store_names();
        for store in stores.iter().filter(|store| !there.iter().any(|it| it == *store)) {
            let mut outside_keys = ObjectStoreParams::new();
            outside_keys.key_path(None::<KeyPath>);
            // A store that cannot be made fails the first transaction, which says so.
            let _ = database.create_object_store(store, outside_keys);
        }
    });
    request.await
}
