// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/thumbnail_model.h"

#include "models/words.h"

namespace fw::models {

using pictures::Pictures;

ThumbnailModel::ThumbnailModel(const store::Store &store, Pictures &pictures,
                               PictureResolver resolver, QObject *parent)
    : DetailTable<wire::Thumbnail>(store, parent)
    , m_pictures(pictures)
    , m_resolver(std::move(resolver))
{
    connect(&pictures, &Pictures::changed, this, &ThumbnailModel::onPictureChanged);
}

int ThumbnailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant ThumbnailModel::data(const QModelIndex &index, int role) const
{
    const wire::Thumbnail *thumbnail = item(index);
    if (!thumbnail)
        return {};
    const auto picture = [&] { return m_pictures.picture(refOf(*thumbnail)); };
    switch (role) {
    case Qt::DisplayRole:
        return thumbnail->seconds
            ? durationText(Millis(static_cast<qint64>(*thumbnail->seconds * 1000)))
            : QString();
    case Qt::AccessibleTextRole:
        return thumbnail->seconds ? tr("Picture at %1").arg(data(index, Qt::DisplayRole).toString())
                                  : tr("Picture %1").arg(index.row() + 1);
    case Qt::DecorationRole:
        if (const auto result = picture(); result.state == Pictures::State::Ready)
            return result.image;
        return {};
    case PictureStateRole:
        return static_cast<int>(picture().state);
    case ErrorRole:
        return picture().error;
    case IdRole:
        return thumbnail->id.text;
    case UrlRole:
        return thumbnail->url;
    case SecondsRole:
        return thumbnail->seconds ? QVariant(*thumbnail->seconds) : QVariant();
    default: // any int may be asked for as a role
        return {};
    }
}

void ThumbnailModel::setPictureSize(QSize size)
{
    if (m_size == size)
        return;
    m_size = size;
    tellAll({ Qt::DecorationRole, PictureStateRole });
}

void ThumbnailModel::retry(const QModelIndex &index)
{
    const wire::Thumbnail *thumbnail = item(index);
    if (!thumbnail)
        return;
    m_pictures.retry(refOf(*thumbnail));
    Q_EMIT dataChanged(index, index, { Qt::DecorationRole, PictureStateRole, ErrorRole });
}

bool ThumbnailModel::isSame(const wire::Thumbnail &a, const wire::Thumbnail &b) const
{
    return a.id == b.id;
}

std::vector<wire::Thumbnail> ThumbnailModel::listOf(const store::JobParts &parts) const
{
    return parts.thumbnails;
}

pictures::PictureRef ThumbnailModel::refOf(const wire::Thumbnail &thumbnail) const
{
    return m_resolver ? m_resolver(job().server, thumbnail.url, m_size) : pictures::PictureRef{};
}

void ThumbnailModel::onPictureChanged(const QUrl &url)
{
    for (int row = 0; row < rowCount(); ++row) {
        if (refOf(items()[static_cast<size_t>(row)]).url == url)
            Q_EMIT dataChanged(index(row, 0), index(row, 0),
                               { Qt::DecorationRole, PictureStateRole, ErrorRole });
    }
}

} // namespace fw::models
