// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/hub_files.h"

#include "base/json_fields.h"
#include "base/json_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <csignal>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFileBytes = 64 * 1024;

Expected<QByteArray> readSmallFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(Failure::Code::NotFound, u"%1 does not exist"_s.arg(path));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, file.errorString()));
    return file.read(maxFileBytes);
}

Expected<QUrl> addressIn(JsonValue root, const QString &where)
{
    JsonFields fields(root, where);
    const QUrl address(fields.string("address"), QUrl::StrictMode);
    if (!fields.ok())
        return tl::unexpected(fields.failure());
    if (!address.isValid() || address.host().isEmpty() || address.port() <= 0)
        return fail(Failure::Code::BadInput, u"%1: address is no address"_s.arg(where));
    return address;
}

bool processLives(qint64 pid)
{
    return pid > 0 && (kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM);
}

} // namespace

QString defaultHubDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/framewatch/hub"_s;
}

Expected<Secret> readHubToken(const QString &dataDir)
{
    auto bytes = readSmallFile(dataDir + u"/token"_s);
    if (!bytes)
        return tl::unexpected(bytes.error());
    const QByteArray token = bytes->trimmed();
    if (token.isEmpty())
        return fail(Failure::Code::BadInput, u"the hub's token file is empty"_s);
    return Secret(token);
}

Expected<LocalHub::Found> readHubFiles(const QString &dataDir)
{
    const QString path = dataDir + u"/hub.json"_s;
    const auto bytes = readSmallFile(path);
    if (!bytes)
        return tl::unexpected(bytes.error());
    JsonReader reader;
    const auto root = reader.parse(*bytes);
    if (!root)
        return tl::unexpected(root.error());
    const auto address = addressIn(*root, path);
    if (!address)
        return tl::unexpected(address.error());
    const qint64 process = root->object()["pid"].integer().value_or(0);
    if (!processLives(process))
        return fail(Failure::Code::NotFound, u"the hub of %1 is gone"_s.arg(dataDir));
    auto token = readHubToken(dataDir);
    if (!token)
        return tl::unexpected(token.error());
    return LocalHub::Found{ *address, std::move(*token), process,
                            root->object()["ofWindow"].boolean().value_or(false) };
}

Expected<QUrl> readReadyLine(const QByteArray &line)
{
    JsonReader reader;
    const auto root = reader.parse(line);
    if (!root)
        return tl::unexpected(root.error());
    if (!root->object()["ready"].boolean().value_or(false))
        return fail(Failure::Code::BadInput, u"the hub's first line is not its ready line"_s);
    return addressIn(*root, u"ready line"_s);
}

Expected<QString> findHubProgram()
{
    const QString named = qEnvironmentVariable("FRAMEWATCH_HUB");
    if (!named.isEmpty()) {
        if (QFileInfo(named).isExecutable())
            return named;
        return fail(Failure::Code::NotFound, u"FRAMEWATCH_HUB names no program: %1"_s.arg(named));
    }
    const QString beside = QCoreApplication::applicationDirPath() + u"/framewatch-hub"_s;
    if (QFileInfo(beside).isExecutable())
        return beside;
    const QString found = QStandardPaths::findExecutable(u"framewatch-hub"_s);
    if (!found.isEmpty())
        return found;
    return fail(Failure::Code::NotFound,
                u"framewatch-hub is neither at %1 nor in PATH"_s.arg(beside));
}

bool isHubHealth(const QByteArray &body)
{
    JsonReader reader;
    const auto root = reader.parse(body);
    return root && root->object()["hub"].isString();
}

} // namespace fw::session
