// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/view_models.h"

namespace fw::ui {

namespace {

models::PictureResolver makeResolver(FileSource files)
{
    return [files = std::move(files)](const ServerId &server, const QString &path, QSize size) {
        wire::HttpRequest request = files.file(server, path);
        return pictures::PictureRef{ request.url, std::move(request.headers), size };
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
    : files(filesOf(sessions))
    , resolver(makeResolver(files))
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
