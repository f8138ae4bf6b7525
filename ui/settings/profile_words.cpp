// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/profile_words.h"

#include "dialects/registry.h"
#include "settings/profiles.h"

#include <QCoreApplication>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using Field = ProfileProblem::Field;

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("fw::ui::profile", text);
}

QString addressProblem(const QUrl &address)
{
    const QString scheme = address.scheme();
    if (address.isEmpty() || !address.isValid() || address.host().isEmpty())
        return say(QT_TRANSLATE_NOOP("fw::ui::profile",
                                     "The address is needed, as in http://192.168.1.20:8000."));
    if (scheme != "http"_L1 && scheme != "https"_L1)
        return say(QT_TRANSLATE_NOOP("fw::ui::profile",
                                     "The address must begin with http:// or https://."));
    if (!address.userInfo().isEmpty())
        return say(QT_TRANSLATE_NOOP("fw::ui::profile",
                                     "Leave user and password out of the address: they are asked "
                                     "for when you sign in."));
    if (address.hasQuery())
        return say(
            QT_TRANSLATE_NOOP("fw::ui::profile", "Leave out the part of the address after “?”."));
    return {};
}

} // namespace

std::vector<ProfileProblem> problemsOf(const wire::Profile &profile)
{
    std::vector<ProfileProblem> all;
    if (profile.name.trimmed().isEmpty())
        all.push_back(
            { Field::Name, say(QT_TRANSLATE_NOOP("fw::ui::profile", "A server needs a name.")) });
    if (!profile.thisComputer) {
        if (const QString problem = addressProblem(profile.address); !problem.isEmpty())
            all.push_back({ Field::Address, problem });
        if (!profile.path.isEmpty() && !profile.path.startsWith(u'/'))
            all.push_back(
                { Field::Path,
                  say(QT_TRANSLATE_NOOP("fw::ui::profile", "The path must begin with /.")) });
    }
    if (const auto checked = settings::checkProfile(profile); !checked && all.empty())
        all.push_back({ Field::Other, checked.error().detail });
    return all;
}

QUrl addressOf(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    return QUrl(text.contains("://"_L1) ? text : u"http://"_s + text, QUrl::StrictMode);
}

wire::DialectAbout aboutOf(const QString &dialect)
{
    const wire::Dialect *known = dialects::findDialect(dialect);
    if (known)
        return known->about();
    wire::DialectAbout unknown;
    unknown.title = dialect;
    return unknown;
}

QString signInText(wire::SignInKind kind)
{
    switch (kind) {
    case wire::SignInKind::None:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "Not needed"));
    case wire::SignInKind::Token:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "Token"));
    case wire::SignInKind::Password:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "Password"));
    case wire::SignInKind::Browser:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "In the browser"));
    }
    return {};
}

QString tokenPlaceText(wire::TokenPlace place)
{
    switch (place) {
    case wire::TokenPlace::Header:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "In a header"));
    case wire::TokenPlace::Query:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "In the address (logs may show it)"));
    case wire::TokenPlace::FirstMessage:
        return say(QT_TRANSLATE_NOOP("fw::ui::profile", "In the first message"));
    }
    return {};
}

wire::SignInKind signInOf(const wire::Profile &profile, const wire::DialectAbout &about)
{
    const auto known = [&about](wire::SignInKind kind) {
        return std::ranges::find(about.signInWays, kind, &wire::SignInWay::kind)
            != about.signInWays.end();
    };
    if (profile.signIn && known(*profile.signIn))
        return *profile.signIn;
    return about.signInWays.empty() ? wire::SignInKind::None : about.signInWays.front().kind;
}

QString signInLacks(const wire::Profile &profile, wire::SignInKind kind)
{
    const wire::Dialect *dialect = dialects::findDialect(profile.dialect);
    if (!dialect || profile.thisComputer)
        return {};
    wire::SessionFacts facts;
    facts.baseUrl = profile.address;
    facts.profile = profile;
    const auto said = [](const auto &asked) {
        const bool lacks = !asked && asked.error().code == Failure::Code::BadInput;
        return lacks ? asked.error().detail : QString();
    };
    if (kind == wire::SignInKind::Browser)
        return said(dialect->browserAddress(facts, QUrl(u"http://127.0.0.1"_s), "x"));
    const wire::DialectAbout about = dialect->about();
    const auto way = std::ranges::find(about.signInWays, kind, &wire::SignInWay::kind);
    if (kind != wire::SignInKind::Password || way == about.signInWays.end())
        return {};
    wire::Credentials some{ kind, {} }; // for the question alone: whether a request could be made
    for (const wire::FieldSpec &field : way->fields)
        some.values.insert(field.name, Secret("x"));
    return said(dialect->signIn(some, facts));
}

QString freeName(const QString &name, const QStringList &taken)
{
    QString free = name;
    for (int number = 2; taken.contains(free, Qt::CaseInsensitive); ++number)
        free = u"%1 %2"_s.arg(name).arg(number);
    return free;
}

wire::Profile freshProfile(const QString &dialect, const QStringList &taken)
{
    const wire::DialectAbout about = aboutOf(dialect);
    wire::Profile profile;
    profile.dialect = dialect;
    profile.name = freeName(about.title, taken);
    profile.address = about.usualAddress;
    if (!about.tokenPlaces.empty())
        profile.tokenPlace = about.tokenPlaces.front();
    return profile;
}

} // namespace fw::ui
