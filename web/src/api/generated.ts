// Made by tools/addresses.ts from the server's OpenAPI document. Do not edit.

/** What may be called below /api/ui/v1. */
export type Address =
    | 'bootstrap'
    | 'email'
    | 'list_menu'
    | 'login'
    | 'logout'
    | 'notifications'
    | 'notifications/read'
    | 'password'
    | 'presence'
    | 'stream'
    | 'stream/subscribe'
    | `action/${string}`
    | `activity/${string}/${string}`
    | `count${string}`
    | `draft/${string}/${string}/${string}`
    | `form/${string}/${string}/check`
    | `form/${string}/${string}`
    | `list/${string}`
    | `list_menu/${string}`
    | `messages/${string}`
    | `preference/${string}`
    | `reference/${string}/${string}`
    | `schema/${string}`
    | `search${string}`;
