// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/local_verbs.h"

#include "cli/arguments.h"
#include "cli/detect.h"
#include "cli/lines.h"
#include "cli/printer.h"
#include "dialects/registry.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

void printLine(const QString &type, const QJsonObject &inner)
{
    writeOut(QJsonDocument(QJsonObject{ { "schema"_L1, 1 }, { "type"_L1, type }, { type, inner } })
                 .toJson(QJsonDocument::Compact)
             + '\n');
}

QStringList waysOf(const wire::DialectAbout &about)
{
    QStringList words;
    for (const wire::SignInWay &way : about.signInWays)
        words.append(wire::signInWord(way.kind));
    return words;
}

QJsonObject dialectObject(const wire::Dialect &dialect)
{
    const wire::DialectAbout about = dialect.about();
    QJsonArray options;
    for (const wire::FieldSpec &field : about.options)
        options.append(QJsonObject{ { "name"_L1, field.name },
                                    { "label"_L1, field.label },
                                    { "type"_L1, typeWord(field.type) },
                                    { "required"_L1, field.required } });
    return { { "name"_L1, dialect.name() },
             { "title"_L1, about.title },
             { "line"_L1, about.line },
             { "address"_L1, about.usualAddress.toString() },
             { "signIn"_L1, QJsonArray::fromStringList(waysOf(about)) },
             { "options"_L1, options } };
}

QString plainDialect(const wire::Dialect &dialect)
{
    const wire::DialectAbout about = dialect.about();
    QString text = u"%1  %2\n"_s.arg(dialect.name().leftJustified(14), about.line);
    text += u"    sign-in: %1; usually at %2\n"_s.arg(waysOf(about).join(u", "_s),
                                                      about.usualAddress.toString());
    for (const wire::FieldSpec &field : about.options)
        text += u"    --option=%1=…  %2: %3\n"_s.arg(field.name, field.label, takes(field));
    return text;
}

QJsonObject profileObject(const wire::Profile &profile)
{
    QJsonObject options;
    for (auto option = profile.options.begin(); option != profile.options.end(); ++option)
        options.insert(option.key(), option.value());
    QJsonObject object{ { "id"_L1, profile.id.text },
                        { "name"_L1, profile.name },
                        { "dialect"_L1, profile.dialect },
                        { "address"_L1, profile.address.toString() },
                        { "tokenPlace"_L1, wire::tokenPlaceWord(profile.tokenPlace) },
                        { "options"_L1, options },
                        { "thisComputer"_L1, profile.thisComputer } };
    if (!profile.path.isEmpty())
        object.insert("path"_L1, profile.path);
    if (profile.signIn)
        object.insert("signIn"_L1, wire::signInWord(*profile.signIn));
    return object;
}

} // namespace

void printDialects(bool json)
{
    for (const auto &dialect : dialects::allDialects()) {
        if (json)
            printLine(u"dialect"_s, dialectObject(*dialect));
        else
            writeOut(plainDialect(*dialect).toUtf8());
    }
}

void printServers(const settings::Profiles &profiles, bool json)
{
    for (const wire::Profile &profile : profiles.all()) {
        if (json) {
            printLine(u"profile"_s, profileObject(profile));
            continue;
        }
        const QString where
            = profile.thisComputer ? u"the hub of this computer"_s : profile.address.toString();
        writeOut(printable(u"%1  %2  %3"_s.arg(profile.name.leftJustified(24),
                                               profile.dialect.leftJustified(14), where))
                     .toUtf8()
                 + '\n');
    }
}

Expected<wire::Profile> profileOf(const settings::Profiles &profiles, const Options &options)
{
    wire::Profile profile;
    profile.name = options.arguments.value(1).trimmed();
    if (profile.name.contains("://"_L1))
        return fail(Failure::Code::BadInput, u"a name does not look like an address"_s);
    if (profiles.find(profile.name))
        return fail(Failure::Code::Conflict,
                    u"there is a profile \"%1\" already"_s.arg(profile.name));
    const auto address = addressOf(options.arguments.value(2));
    if (!address)
        return tl::unexpected(address.error());
    profile.address = *address;
    profile.dialect = options.dialect;
    profile.signIn = options.way;
    profile.options = options.profileOptions;
    profile.path = options.path;
    if (options.tokenPlace)
        profile.tokenPlace = *options.tokenPlace;
    return profile;
}

Expected<void> checkOptions(const wire::Profile &profile)
{
    const auto *dialect = dialects::findDialect(profile.dialect);
    if (!dialect)
        return fail(Failure::Code::BadInput, u"there is no dialect \"%1\""_s.arg(profile.dialect));
    const wire::DialectAbout about = dialect->about();
    for (auto option = profile.options.begin(); option != profile.options.end(); ++option) {
        const auto field = std::ranges::find(about.options, option.key(), &wire::FieldSpec::name);
        if (field == about.options.end())
            return fail(Failure::Code::BadInput,
                        u"%1 has no option %2"_s.arg(profile.dialect, option.key()));
        if (const auto value = readValue(*field, { option.value() }); !value)
            return tl::unexpected(value.error());
    }
    const QStringList ways = waysOf(about);
    if (profile.signIn && !ways.contains(wire::signInWord(*profile.signIn)))
        return fail(Failure::Code::BadInput,
                    u"%1 has these ways to sign in: %2"_s.arg(profile.dialect, ways.join(u", "_s)));
    return {};
}

} // namespace fw::cli
