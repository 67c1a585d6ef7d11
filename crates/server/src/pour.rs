//! A desk that begins with a world: everything that a world in memory holds becomes rows, as if it had always been
//! there.
//!
//! Owns: who may sign in from the first. Never: adds to a desk that has begun.

use crate::config::Config;
use crate::failure::Failure;
use crate::files::Files;
use crate::http::password;
use crate::server::StartError;
use crate::store::{Store, accounts, poured};
use desk_contract::World;
use desk_contract::id::{AttachmentId, OperatorId};

/// A place at the desk: who signs in by which name and password.
#[derive(Clone)]
pub struct Seat {
    /// As whom.
    pub operator: OperatorId,
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A password is in no log.
impl std::fmt::Debug for Seat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seat").field("login", &self.login).finish_non_exhaustive()
    }
}

/// Makes a desk begin with a world and the bytes of its files. The next event gets the number after the world's last;
/// those before it are in no journal. Answers whether it did: one that has begun already stays as it is.
///
/// # Errors
/// See [`StartError`].
pub async fn pour(
    config: &Config,
    (world, bytes): (&World, &dyn Fn(AttachmentId) -> Option<Vec<u8>>),
    seats: &[Seat],
) -> Result<bool, StartError> {
    let store = Store::open(&config.database_url).await?;
    let has_begun = !store.directory().await?.operators.is_empty();
    if !has_begun {
        let files = Files::open(&config.files, config.largest_file)?;
        for file in world.attachments() {
            files.put(file.id, &bytes(file.id).unwrap_or_default()).await?;
        }
        fill(&store, world, seats).await?;
    }
    store.close().await;
    Ok(!has_begun)
}

async fn fill(store: &Store, world: &World, seats: &[Seat]) -> Result<(), Failure> {
    let mut hashes = Vec::new();
    for seat in seats {
        hashes.push(password::hash(&seat.password).await?);
    }
    let mut writing = store.begin().await?;
    poured::put(&mut writing.transaction, world).await?;
    for (seat, hash) in seats.iter().zip(&hashes) {
        accounts::put_account(&mut writing.transaction, (&seat.login, seat.operator), hash).await?;
    }
    writing.commit().await
}
