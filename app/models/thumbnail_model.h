// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/detail_table.h"
#include "pictures/pictures.h"

#include <functional>

namespace fw::models {

/// Makes a complete reference out of what a server said (a URL or a path on it). The models do not
/// know sessions: whoever builds them knows addresses and tokens.
using PictureResolver
    = std::function<pictures::PictureRef(const ServerId &server, const QString &url, QSize size)>;

/// The pictures of one job, loaded as somebody looks at them.
class ThumbnailModel final : public DetailTable<wire::Thumbnail>
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole, ///< QString
        UrlRole, ///< QString, as the server said it
        SecondsRole, ///< double: the moment of the video, or invalid
        PictureStateRole, ///< int(pictures::Pictures::State)
        ErrorRole, ///< QString, e.g. "404"
    };

    /// \a pictures outlives it. Without a resolver there are no pictures, only their facts.
    ThumbnailModel(const store::Store &store, pictures::Pictures &pictures,
                   PictureResolver resolver, QObject *parent = nullptr);

    int columnCount(const QModelIndex &parent = {}) const override;
    /// DecorationRole is the QImage once it is there; asking starts to fetch it.
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Device pixels the pictures are to fit into; 240x240 until told otherwise.
    void setPictureSize(QSize size);
    /// Tries a failed picture again.
    void retry(const QModelIndex &index);

protected:
    bool isSame(const wire::Thumbnail &a, const wire::Thumbnail &b) const override;
    std::vector<wire::Thumbnail> listOf(const store::JobParts &parts) const override;

private:
    pictures::PictureRef refOf(const wire::Thumbnail &thumbnail) const;
    void onPictureChanged(const QUrl &url);

    pictures::Pictures &m_pictures;
    PictureResolver m_resolver;
    QSize m_size{ 240, 240 };
};

} // namespace fw::models
