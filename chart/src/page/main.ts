// The page around the body: grown by the page's own modules.
export {};
