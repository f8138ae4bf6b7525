// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/file_desk.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QNetworkReply>
#include <QSaveFile>

#include <memory>

namespace fw::ui {

using namespace Qt::StringLiterals;

FileDesk::FileDesk(models::PictureResolver resolver, QWidget *window)
    : QObject(window)
    , m_resolver(std::move(resolver))
    , m_window(window)
{
}

void FileDesk::open(const QString &path)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        Q_EMIT said(tr("No program opens %1.").arg(QFileInfo(path).fileName()));
}

void FileDesk::showInFolder(const QString &path)
{
    auto call = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s,
                                               u"/org/freedesktop/FileManager1"_s,
                                               u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << QStringList{ QUrl::fromLocalFile(path).toString() } << QString();
    auto *watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [path, watcher] {
        watcher->deleteLater();
        if (watcher->isError())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).path()));
    });
}

void FileDesk::save(const ServerId &server, const QString &url, const QString &name)
{
    const pictures::PictureRef from = m_resolver(server, url, {});
    if (from.url.isEmpty())
        return Q_EMIT said(tr("The server is not connected."));
    auto *dialog = new QFileDialog(m_window, tr("Save output"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, from](const QString &path) { download(from, path); });
    dialog->open();
}

void FileDesk::download(const pictures::PictureRef &from, const QString &path)
{
    auto file = std::make_shared<QSaveFile>(path);
    if (!file->open(QIODevice::WriteOnly))
        return Q_EMIT said(tr("Cannot write %1: %2").arg(path, file->errorString()));
    QNetworkRequest request(from.url);
    if (!from.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + from.token.reveal());
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setTransferTimeout(30000);
    QNetworkReply *reply = m_network.get(request);
    connect(reply, &QNetworkReply::readyRead, this,
            [file, reply] { file->write(reply->readAll()); });
    connect(reply, &QNetworkReply::finished, this, [this, file, reply, path] {
        reply->deleteLater();
        const bool good = reply->error() == QNetworkReply::NoError && file->commit();
        Q_EMIT said(good ? tr("Saved %1").arg(path)
                         : tr("Not saved: %1").arg(reply->errorString()));
    });
    Q_EMIT said(tr("Saving %1…").arg(path));
}

} // namespace fw::ui
