// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/registry.h"
#include "session/seat.h"
#include "support/echo_server.h"

#include <QSignalSpy>
#include <QTemporaryDir>

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

namespace fw::test {

/// An Echo server as it is meant to be, and the seat of a session with it. One of each per test.
class EchoBench
{
protected:
    void open()
    {
        m_server = std::make_unique<EchoServer>();
        QVERIFY(m_server->listen());
        m_server->hasSocket = true;
        m_server->hasPageRoutes = true;
        m_server->detailCrashes = false;
        m_server->pipelineFails = false;
        m_dialect = std::make_unique<Hasty>(*dialects::findDialect(u"echo"));
        m_policy = quickPolicy();
        m_profile = {};
        m_profile.id = ServerId{ QStringLiteral("echo") };
        m_profile.name = QStringLiteral("Echo");
        m_profile.address = m_server->url();
        m_profile.tokenPlace = wire::TokenPlace::Query;
        m_profile.options
            = { { QStringLiteral("authUrl"), m_server->url().toString() },
                { QStringLiteral("anonKey"), QString::fromLatin1(m_server->auth().anonKey) } };
    }
    void close()
    {
        m_seat.reset();
        m_dialect.reset();
        m_server.reset();
    }
    void begin(const Secret &secrets)
    {
        m_seat = std::make_unique<Seat>(m_profile, *m_dialect);
        m_seat->connect(secrets, m_policy);
    }
    /// As a person does: the only way to a refresh token.
    void signIn()
    {
        QSignalSpy ended(m_seat->session.get(), &session::Session::signInEnded);
        const EchoAuth &auth = m_server->auth();
        m_seat->session->signIn(
            { wire::SignInKind::Password,
              { { QStringLiteral("email"), Secret(auth.email.toUtf8()) },
                { QStringLiteral("password"), Secret(auth.password.toUtf8()) } } });
        SOON_COMPARE(ended.size(), 1);
        QCOMPARE(ended[0][1].toString(), QString());
    }
    EditId title(int job, const QString &text)
    {
        return m_seat->run(QStringLiteral("job.metadata"), QString::number(job),
                           { { QStringLiteral("title"), text } });
    }
    qsizetype asked(const QString &start) const
    {
        return std::ranges::count_if(m_server->seen,
                                     [&](const QString &line) { return line.startsWith(start); });
    }
    /// A file of so many bytes; empty when it cannot be made.
    QString file(const QString &name, qsizetype size)
    {
        QFile made(m_dir.filePath(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(QByteArray(size, 'v')) != size)
            return {};
        return made.fileName();
    }

    QTemporaryDir m_dir;
    session::SessionPolicy m_policy;
    wire::Profile m_profile;
    std::unique_ptr<EchoServer> m_server;
    std::unique_ptr<Hasty> m_dialect;
    std::unique_ptr<Seat> m_seat;
};

} // namespace fw::test
