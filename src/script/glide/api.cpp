#include "script/glide/api.h"

#include "script/email_object.h"
#include "script/glide/aggregate_object.h"
#include "script/glide/element_object.h"
#include "script/glide/libraries.h"
#include "script/glide/record_object.h"
#include "script/runtime.h"

namespace stead::script {

void install_glide(Setup& setup) {
    setup.define(base_record_class());
    setup.define(secure_record_class());
    setup.define(base_element_class());
    setup.define(aggregate_class());
    setup.define(email_class());
    install_session_natives(setup);
    install_time_natives(setup);
    install_message_natives(setup);
    install_dictionary_natives(setup);
    install_attachment_natives(setup);
    install_text_natives(setup);
    for (const auto& library : glide_libraries()) setup.library(library.name, library.text);
    setup.hide("host");
}

}  // namespace stead::script
