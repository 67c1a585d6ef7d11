//! The page of the interface: what a server can be asked is read there and tried, as whoever signs in.

use desk_tests::{World, desk_test};

#[test]
fn e4_the_interface_is_tried_on_its_page() {
    desk_test(World::Reference, async |admin| {
        admin.expects_complaint("/api/v1");
        let server = admin.site.reference()?;
        admin.goes("/api/").await?;
        admin.write("Login", &server.login).await?;
        admin.write("Password", &server.password).await?;
        admin.press("Sign in").await?;
        admin.sees("Signed in as admin").await?;
        let broken = admin.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        admin.screenshot("interface").await?;
        // A question.
        admin.goes("/api/#read_session").await?;
        admin.press("Send").await?;
        admin.sees("200 OK").await?;
        admin.sees("Администратор").await?;
        // A command, with the body that stands there as an example.
        admin.goes("/api/#save_preferences").await?;
        admin.press("Send").await?;
        admin.sees("\"seq\"").await?;
        // And one that is refused, at the narrowest.
        admin.resizes_to(420, 900).await?;
        admin.goes("/api/#close_appeal").await?;
        admin.write("appeal Which appeal.", "019cadc6-9a80-7a0a-8a0a-0a0a0a0a0a0a").await?;
        admin.press("Send").await?;
        admin.sees("404 Not Found").await?;
        let broken = admin.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        admin.screenshot("interface-narrow").await?;
        Ok(())
    });
}

/// E4: what the server asks of a connector is read on the same page, with what it is signed by.
#[test]
fn e4_what_the_server_asks_others_is_read_on_its_page() {
    desk_test(World::Reference, async |reader| {
        reader.expects_complaint("/api/v1");
        reader.goes("/api/#take_message").await?;
        reader.sees("Desk-Signature").await?;
        reader.sees_in("Body", "attempt").await?;
        reader.sees_in("Answer 2XX", "delivery").await?;
        reader.screenshot("interface-webhook").await?;
        reader.resizes_to(420, 900).await?;
        let broken = reader.broken_rules().await?;
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        reader.screenshot("interface-webhook-narrow").await?;
        Ok(())
    });
}
