//! Passwords: hashed with Argon2id (RFC 9106), a few at a time.

use crate::chance;
use crate::failure::Failure;
use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use desk_contract::wire::Fault;
use std::sync::LazyLock;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// A hash takes 19 MiB and most of a processor: more at once would make everybody else wait.
static PLACES: Semaphore = Semaphore::const_new(2);
/// What nobody's password is: an unknown name takes as long as a wrong password.
static NOBODYS: LazyLock<String> = LazyLock::new(|| hashed(&chance::password()).unwrap_or_default());

/// What a password is known by.
pub(crate) async fn hash(password: &str) -> Result<String, Failure> {
    let password = password.to_owned();
    beside(move || hashed(&password)).await?
}

/// Whether a password is the one that is known by this; without that, it is wrong.
pub(crate) async fn is_right(password: String, known_by: Option<String>) -> Result<bool, Failure> {
    beside(move || {
        let hash = known_by.as_deref().unwrap_or(&NOBODYS);
        let hash = PasswordHash::new(hash).map_err(Failure::Password)?;
        let is_right = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        Ok(is_right && known_by.is_some())
    })
    .await?
}

fn hashed(password: &str) -> Result<String, Failure> {
    let salt = SaltString::encode_b64(&chance::bytes::<16>()).map_err(Failure::Password)?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt).map_err(Failure::Password)?;
    Ok(hash.to_string())
}

/// Works where nobody waits for it.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    let _place = PLACES.acquire().await.map_err(|_| Fault::Unavailable)?;
    Ok(spawn_blocking(work).await.map_err(|_| Fault::Internal)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_right_for_its_own_hash_alone() {
        let hash = hash("secret").await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(is_right("secret".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!is_right("Secret".to_owned(), Some(hash)).await.unwrap());
        assert!(!is_right("secret".to_owned(), None).await.unwrap());
    }
}
