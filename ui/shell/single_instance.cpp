// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

QString socketPath(const QString &name)
{
    QString dir = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (dir.isEmpty())
        dir = QDir::tempPath();
    const QByteArray hash
        = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return dir + u"/framewatch-"_s + QString::fromLatin1(hash);
}

} // namespace

SingleInstance::SingleInstance(QString name, QObject *parent)
    : QObject(parent)
    , m_path(socketPath(name))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
}

bool SingleInstance::handOver(const QStringList &files) const
{
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(300))
        return false;
    socket.write(QJsonDocument(QJsonArray::fromStringList(files)).toJson(QJsonDocument::Compact)
                 + '\n');
    // The other side answers with one byte, so that we do not leave before it has read.
    return socket.waitForBytesWritten(300) && socket.waitForReadyRead(1000);
}

bool SingleInstance::listen()
{
    if (m_server.listen(m_path))
        return true;
    QLocalServer::removeServer(m_path); // left behind by a crash: nobody answered handOver()
    return m_server.listen(m_path);
}

void SingleInstance::onConnection()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { onData(socket); });
    }
}

void SingleInstance::onData(QLocalSocket *socket)
{
    if (socket->bytesAvailable() > maxMessage)
        return socket->abort();
    if (!socket->canReadLine())
        return;
    const QJsonDocument message = QJsonDocument::fromJson(socket->readLine(maxMessage));
    if (!message.isArray())
        return socket->abort();
    QStringList files;
    for (const QJsonValue &value : message.array()) {
        if (QDir::isAbsolutePath(value.toString()))
            files << value.toString();
    }
    socket->write("+");
    socket->flush();
    Q_EMIT handedOver(files);
}

} // namespace fw::ui
