//! The first start makes a desk that works, once.

use crate::on_both_databases;
use crate::person::sign_in;
use crate::site::Site;
use desk_contract::operator::Role;

on_both_databases! {
    /// The password is shown once; a later start knows nothing of it, and all else is as it was.
    async fn a_new_desk_has_an_administrator(site: Site) {
        let admin = site.admin().await;
        let session = admin.session().await;
        let me = session.directory.operator(session.me).expect("in the directory");
        assert_eq!(me.role, Role::Administrator);
        assert!(!session.directory.groups.is_empty() && !session.directory.outcomes.is_empty());
        let before = session.directory.clone();

        let site = site.restarted().await;
        assert!(site.server.administrator().is_none());
        let again = site.admin().await.session().await;
        assert_eq!(again.directory, before);
        assert_eq!(again.seq, session.seq);
    }

    /// Of two processes that start together one makes the administrator.
    async fn a_second_process_makes_nothing_anew(site: Site) {
        let beside = site.beside().await;
        assert!(beside.administrator().is_none());
        let (address, account) = (beside.address().to_string(), &site.administrator);
        let answer = sign_in(&address, &account.login, &account.password).await;
        assert!(answer.status().is_success());
        beside.stop().await;
    }
}

#[tokio::test]
async fn the_server_is_well_and_counts() {
    let site = Site::on_sqlite().await;
    site.admin().await;
    let get = async |path: &str| reqwest::get(format!("http://{}{path}", site.address())).await.unwrap();
    assert!(get("/healthz").await.status().is_success());
    // Nothing has happened here: what there is to know is known within a blink.
    while !get("/readyz").await.status().is_success() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let counts = get("/metrics").await.text().await.unwrap();
    assert!(counts.contains("desk_answers_total{class=\"2xx\"}"), "{counts}");
    assert!(counts.contains("desk_sockets 0"), "{counts}");
}
