// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/credentials.h"

#include <QFile>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;
using Type = wire::FieldSpec::Type;

namespace {

constexpr qint64 maxFile = 64 * 1024;

bool isHidden(const wire::FieldSpec &field)
{
    return field.type == Type::Secret;
}

} // namespace

std::vector<wire::FieldSpec> fieldsOf(const wire::SignInWay &way)
{
    if (!way.fields.empty() || way.kind != wire::SignInKind::Token)
        return way.fields;
    wire::FieldSpec token;
    token.name = u"token"_s;
    token.label = u"Token"_s;
    token.type = Type::Secret;
    token.required = true;
    return { token };
}

Expected<wire::Credentials> credentialsFromFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Failure::Code::BadInput, u"%1 does not exist"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, file.errorString()));
    const QByteArray bytes = file.read(maxFile + 1);
    if (bytes.size() > maxFile)
        return fail(Failure::Code::BadInput, u"%1 is too long"_s.arg(path));
    wire::Credentials credentials;
    int number = 0;
    for (QByteArray line : bytes.split('\n')) {
        ++number;
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.trimmed().isEmpty() || line.startsWith('#'))
            continue;
        const auto at = line.indexOf('=');
        if (at < 1)
            return fail(Failure::Code::BadInput,
                        u"%1, line %2: no name=value"_s.arg(path).arg(number));
        credentials.values.insert(QString::fromUtf8(line.left(at).trimmed()),
                                  Secret(line.mid(at + 1)));
    }
    return credentials;
}

CredentialsDesk::CredentialsDesk(QObject *parent)
    : QObject(parent)
    , m_terminal(this)
{
}

void CredentialsDesk::collect(const wire::SignInWay &way, wire::Credentials given, Done done)
{
    m_done = std::move(done);
    m_credentials = std::move(given);
    m_credentials.kind = way.kind;
    m_fields = fieldsOf(way);
    for (auto name = m_credentials.values.keyBegin(); name != m_credentials.values.keyEnd();
         ++name) {
        if (std::ranges::find(m_fields, *name, &wire::FieldSpec::name) == m_fields.end()) {
            m_done(
                fail(Failure::Code::BadInput, u"this way to sign in has no field %1"_s.arg(*name)));
            return;
        }
    }
    const auto secret = std::ranges::find_if(m_fields, isHidden);
    const QByteArray set
        = qgetenv(way.kind == wire::SignInKind::Token ? "FRAMEWATCH_TOKEN" : "FRAMEWATCH_PASSWORD");
    if (secret != m_fields.end() && !set.isEmpty() && !m_credentials.values.contains(secret->name))
        m_credentials.values.insert(secret->name, Secret(set));
    std::ranges::reverse(m_fields);
    next();
}

void CredentialsDesk::next()
{
    // What need not be given is asked for only where everything is.
    const bool quiet = !Terminal::isThere();
    while (!m_fields.empty()
           && (m_credentials.values.contains(m_fields.back().name)
               || (quiet && !m_fields.back().required)))
        m_fields.pop_back();
    if (m_fields.empty()) {
        m_done(m_credentials);
        return;
    }
    const wire::FieldSpec field = m_fields.back();
    if (quiet) {
        m_done(
            fail(Failure::Code::BadInput,
                 u"%1 is missing and there is no terminal to ask on; use --credentials-file"_s.arg(
                     field.name)));
        return;
    }
    m_fields.pop_back();
    const QString label = field.label.isEmpty() ? field.name : field.label;
    m_terminal.ask(label + u':', isHidden(field), [this, field](const Expected<QByteArray> &line) {
        if (!line) {
            m_done(tl::unexpected(line.error()));
            return;
        }
        if (line->isEmpty() && field.required)
            m_fields.push_back(field);
        else if (!line->isEmpty())
            m_credentials.values.insert(field.name, Secret(*line));
        next();
    });
}

} // namespace fw::cli
