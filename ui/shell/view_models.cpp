// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/view_models.h"

namespace fw::ui {

namespace {

/// The token goes only to the server it belongs to: a picture elsewhere is asked for without.
models::PictureResolver makeResolver(session::Sessions &sessions)
{
    return [&sessions](const ServerId &server, const QString &path, QSize size) {
        pictures::PictureRef ref;
        ref.size = size;
        const session::Session *session = sessions.find(server);
        if (!session || path.isEmpty())
            return ref;
        const wire::SessionFacts &facts = session->facts();
        ref.url = facts.baseUrl.resolved(QUrl(path));
        if (ref.url.host() == facts.baseUrl.host() && ref.url.port() == facts.baseUrl.port())
            ref.token = facts.token;
        return ref;
    };
}

PictureSource makeSource(models::PictureResolver resolver, pictures::Pictures &pictures)
{
    return [resolver = std::move(resolver), &pictures](const ServerId &server, const QString &path,
                                                       const QSize &size) {
        const pictures::PictureRef ref = resolver(server, path, size);
        if (ref.url.isEmpty())
            return Picture{};
        const pictures::Pictures::Result got = pictures.picture(ref);
        switch (got.state) {
        case pictures::Pictures::State::Loading:
            return Picture{ Picture::State::Loading, {}, {} };
        case pictures::Pictures::State::Ready:
            return Picture{ Picture::State::Ready, got.image, {} };
        case pictures::Pictures::State::Failed:
            return Picture{ Picture::State::Failed, {}, got.error };
        }
        return Picture{};
    };
}

} // namespace

ViewModels::ViewModels(store::Store &store, session::Sessions &sessions,
                       pictures::Pictures &pictures)
    : resolver(makeResolver(sessions))
    , pictureSource(makeSource(resolver, pictures))
    , jobs(store)
    , filter(store, jobs)
    , facets(store)
    , servers(store)
    , stages(store)
    , thumbnails(store, pictures, resolver)
    , metadata(store)
    , outputs(store)
    , log(store)
    , activity(store)
    , kinds(store)
    , items(store)
    , itemFields(store)
{
}

} // namespace fw::ui
