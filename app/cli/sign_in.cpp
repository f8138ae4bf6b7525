// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sign_in.h"

#include "cli/messages.h"
#include "cli/printer.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

SignInRun::SignInRun(session::Session &session, settings::Secrets &secrets, const Options &options,
                     bool kept, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_secrets(secrets)
    , m_options(options)
    , m_kept(kept)
    , m_desk(this)
    , m_browser(this)
{
    connect(&m_session, &session::Session::signInEnded, this, &SignInRun::onEnded);
    connect(&m_browser, &session::BrowserSignIn::codeReceived, this, &SignInRun::use);
    connect(&m_browser, &session::BrowserSignIn::failed, this, [this](const QString &why) {
        end({ Failure::Code::Unauthorised, why });
    });
}

Expected<wire::SignInWay> SignInRun::way() const
{
    const auto ways = m_session.dialect().about().signInWays;
    auto wanted = m_options.way ? m_options.way : m_session.profile().signIn;
    if (!wanted && !ways.empty())
        wanted = ways.front().kind;
    const auto found
        = std::ranges::find(ways, wanted.value_or(wire::SignInKind::None), &wire::SignInWay::kind);
    if (found != ways.end() && found->kind != wire::SignInKind::None)
        return *found;
    QStringList words;
    for (const wire::SignInWay &one : ways) {
        if (one.kind != wire::SignInKind::None)
            words.append(wire::signInWord(one.kind));
    }
    return fail(Failure::Code::BadInput,
                words.isEmpty() ? u"this kind of server has no sign-in"_s
                                : u"say --way=%1"_s.arg(words.join(u" or --way="_s)));
}

void SignInRun::start()
{
    const auto wanted = way();
    if (!wanted)
        end(wanted.error());
    else if (wanted->kind == wire::SignInKind::Browser)
        browse();
    else
        ask(*wanted);
}

void SignInRun::ask(const wire::SignInWay &way)
{
    wire::Credentials given;
    if (way.kind == wire::SignInKind::Token && !m_options.tokenFile.isEmpty()) {
        const auto token = settings::secretFromFile(m_options.tokenFile);
        if (!token) {
            end({ Failure::Code::BadInput, token.error().detail });
            return;
        }
        given.values.insert(fieldsOf(way).front().name, *token);
    }
    if (!m_options.credentialsFile.isEmpty()) {
        const auto read = credentialsFromFile(m_options.credentialsFile);
        if (!read) {
            end(read.error());
            return;
        }
        given.values.insert(read->values);
    }
    m_desk.collect(way, given, [this](const Expected<wire::Credentials> &credentials) {
        if (credentials)
            use(*credentials);
        else
            end(credentials.error());
    });
}

void SignInRun::browse()
{
    const auto address = m_browser.begin(m_session.dialect(), m_session.facts());
    if (!address) {
        end(address.error());
        return;
    }
    const QString url = address->toString(QUrl::FullyEncoded);
    say(u"open this address in a browser on this computer, then come back"_s);
    writeOut(m_options.json ? QJsonDocument(QJsonObject{ { "schema"_L1, 1 },
                                                         { "type"_L1, u"open"_s },
                                                         { "url"_L1, url } })
                                  .toJson(QJsonDocument::Compact)
                     + '\n'
                            : url.toUtf8() + '\n');
}

void SignInRun::use(const wire::Credentials &credentials)
{
    Q_EMIT asked();
    // A token made elsewhere needs no request: the first connection tells whether it is taken.
    const auto made = m_session.dialect().signIn(credentials, m_session.facts());
    if (!made && made.error().code == Failure::Code::Unsupported
        && credentials.kind == wire::SignInKind::Token) {
        const bool named = credentials.values.contains(u"token"_s);
        useToken(named || credentials.values.isEmpty() ? credentials.values.value(u"token"_s)
                                                       : credentials.values.first());
        return;
    }
    m_session.setKeeper(
        [this](const Secret &secrets, const std::function<void()> &kept) { keep(secrets, kept); });
    m_session.signIn(credentials);
}

void SignInRun::useToken(const Secret &token)
{
    connect(&m_session, &session::Session::connectionChanged, this,
            [this, token](const session::ConnectionInfo &info) {
                if (info.phase == Phase::SignInNeeded)
                    end({ Failure::Code::Unauthorised, info.detail });
                else if ((info.phase == Phase::Live || info.phase == Phase::Polling) && !m_worked)
                    m_worked = true, keep(token, [] {});
            });
    m_session.setAddress(m_session.profile().address, token);
    m_session.connectNow();
}

void SignInRun::onEnded(const QString &who, const QString &problem, Failure::Code code)
{
    if (!problem.isEmpty()) {
        end({ code, problem });
        return;
    }
    m_who = who;
    m_worked = true;
    done();
}

void SignInRun::keep(const Secret &secrets, const std::function<void()> &kept)
{
    if (!m_kept) {
        say(u"the server is no saved profile: the sign-in is for this run only"_s);
        m_stored = true;
        kept();
        done();
        return;
    }
    m_secrets.write(m_session.profile().id, secrets, [this, kept](settings::Secrets::Kept where) {
        if (where == settings::Secrets::Kept::ThisRunOnly)
            say(u"no keychain answers: the sign-in is for this run only"_s);
        m_stored = true;
        kept();
        done();
    });
}

void SignInRun::done()
{
    if (!m_worked || !m_stored || std::exchange(m_ended, true))
        return;
    const QString name = m_session.profile().name;
    if (m_options.json)
        writeOut(QJsonDocument(QJsonObject{ { "schema"_L1, 1 },
                                            { "type"_L1, u"signedIn"_s },
                                            { "server"_L1, name },
                                            { "who"_L1, m_who } })
                     .toJson(QJsonDocument::Compact)
                 + '\n');
    else
        say(m_who.isEmpty() ? u"signed in at %1"_s.arg(name)
                            : u"signed in at %1 as %2"_s.arg(name, m_who));
    Q_EMIT finished(Exit::Done);
}

void SignInRun::end(const Failure &failure)
{
    if (std::exchange(m_ended, true))
        return;
    say(failure.detail);
    Q_EMIT finished(exitFor(failure));
}

} // namespace fw::cli
